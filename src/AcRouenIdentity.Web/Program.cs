using AcRouenIdentity.Web;

return await Commands.Create().Parse(args).InvokeAsync();
