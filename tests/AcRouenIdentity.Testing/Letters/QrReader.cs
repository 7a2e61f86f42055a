using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace AcRouenIdentity.Testing.Letters;

/// <summary>The camera of a phone, held over a page.</summary>
public static class QrReader
{
    /// <summary>Null where it finds no code.</summary>
    public static Result? Read(Picture page) => new QRCodeReader().decode(
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(page.Grey, page.Width, page.Height, RGBLuminanceSource.BitmapFormat.Gray8))),
        new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true });
}
