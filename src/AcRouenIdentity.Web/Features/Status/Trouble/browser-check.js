// The Date header of an answer is the server's clock: a computer that is far from it refuses certificates and ends sessions at once.
const farOff = 5 * 60 * 1000;
const show = what => document.querySelector(`[data-browser-check="${what}"]`)?.removeAttribute("hidden");
show("script");
const sent = Date.now();
const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
const served = Date.parse(answer.headers.get("Date") ?? "");
if (!Number.isNaN(served))
  show(Math.abs((sent + Date.now()) / 2 - served) > farOff ? "clock-wrong" : "clock-right");
