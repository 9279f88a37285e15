using System;
using System.Net;
using System.Text;

public static class Program
{
    public static void Main()
    {
        var listener = new HttpListener();
        listener.Prefixes.Add("http://*:" + Environment.GetEnvironmentVariable("PORT") + "/");
        listener.Start();
        while (true)
        {
            Handle(listener.GetContext());
        }
    }

    static void Handle(HttpListenerContext context)
    {
        var request = context.Request;
        Answer(context, 200, "{\"greeting\": \"Hello, Ada!\"}");
    }

    static void Answer(HttpListenerContext context, int status, string json)
    {
        var body = Encoding.UTF8.GetBytes(json);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength64 = body.Length;
        context.Response.OutputStream.Write(body, 0, body.Length);
        context.Response.Close();
    }
}
