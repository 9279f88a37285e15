using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Threading;

namespace Assay.Harness
{
    /// <summary>Tells what the learner's code threw.</summary>
    static class Thrown
    {
        const int MaxFrames = 12, MaxMessage = 2000, MaxName = 200, MaxCauses = 3;
        const string App = "/app/";

        /// <summary>The learner's: of its frames alone is told.</summary>
        public static Assembly Own;

        /// <summary>A thread that was aborted throws again and again.</summary>
        public static void Recover(Exception error)
        {
            if (error is ThreadAbortException) Thread.ResetAbort();
        }

        /// <summary>As JSON, its trace limited to the learner's own lines.</summary>
        public static void Write(Exception error, JsonWriter into)
        {
            var mark = into.Mark;
            try
            {
                into.Raw("{\"type\":").Quote(NameOf(error));
                into.Raw(",\"message\":").Quote(MessageOf(error));
                into.Raw(",\"trace\":").Quote(TraceOf(error)).Raw('}');
            }
            catch (Exception inItsOwnProperties)
            {
                Recover(inItsOwnProperties);
                into.Mark = mark;
                into.Raw("{\"type\":\"Exception\",\"message\":\"\",\"trace\":\"\"}");
            }
        }

        static string NameOf(Exception error) => Cut(error.GetType().Name, MaxName);

        static string MessageOf(Exception error) => Cut(error.Message ?? "", MaxMessage);

        static string TraceOf(Exception error)
        {
            var lines = FramesOf(error);
            var cause = error.InnerException;
            for (var causes = 0; cause != null && causes < MaxCauses; causes++)
            {
                lines.Add("---> " + NameOf(cause) + ": " + MessageOf(cause));
                lines.AddRange(FramesOf(cause));
                cause = cause.InnerException;
            }
            return string.Join("\n", lines);
        }

        static List<string> FramesOf(Exception error)
        {
            var lines = new List<string>();
            foreach (var frame in new StackTrace(error, true).GetFrames() ?? new StackFrame[0])
            {
                var method = frame.GetMethod();
                if (method?.DeclaringType == null || method.DeclaringType.Assembly != Own) continue;
                var file = (frame.GetFileName() ?? "").Replace(App, "");
                var name = Cut(method.DeclaringType.Name + "." + method.Name, MaxName);
                lines.Add("    at " + name + " (" + Cut(file, MaxName) + ":" + frame.GetFileLineNumber() + ")");
            }
            if (lines.Count > MaxFrames)
            {
                lines.RemoveRange(MaxFrames / 2, lines.Count - MaxFrames);
                lines.Insert(MaxFrames / 2, "    ...");
            }
            return lines;
        }

        public static string Cut(string text, int length) =>
            text.Length <= length ? text : text.Substring(0, length);
    }
}
