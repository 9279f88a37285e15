using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Assay.Harness
{
    /// <summary>
    /// Serves the cases of one submission to the learner's function, one at a time (theory of
    /// operation in worker/graders/function/harness-process.ts). It holds no expected value and no
    /// later case; what the learner's code does to it from inside the same process can cost the
    /// learner cases, no more.
    ///
    /// Commands come in on descriptor 4 and answers go out on 3; the shell that started this process
    /// has put /dev/null in place of stdin, and stderr in place of stdout.
    /// </summary>
    public static class Program
    {
        static readonly Stream commands = Open("/proc/self/fd/4", FileAccess.Read);
        static readonly Stream answers = Open("/proc/self/fd/3", FileAccess.Write);
        static readonly Stream printed = Console.OpenStandardError();
        /// <summary>Those that the learner's code may have replaced.</summary>
        static readonly TextWriter[] writers = { Console.Out, Console.Error };
        static byte[] buffer = new byte[1 << 16];

        /// <param name="args">The learner's assembly.</param>
        public static void Main(string[] args)
        {
            var reader = Next();
            if (reader == null) return;
            var spec = reader.Object();
            var target = Load(args[0], spec);
            if (target != null) Serve(target);
            // Threads of the learner's do not keep it.
            Environment.Exit(0);
        }

        static void Serve(Target target)
        {
            for (var reader = Next(); reader != null; reader = Next())
            {
                reader.Open('{');
                reader.Member();
                var nonce = reader.String();
                var answer = new JsonWriter();
                target.Serve(reader, answer);
                Say(nonce, answer);
            }
        }

        /// <summary>Null where there is nothing to serve, the reason being said.</summary>
        static Target Load(string path, Dictionary<string, object> spec)
        {
            var nonce = (string)spec["nonce"];
            var answer = new JsonWriter();
            try
            {
                var target = Target.Load(path, spec);
                // No marker: what was printed so far belongs to the first case.
                Write(answers, nonce + " {\"ready\":true}\n");
                return target;
            }
            catch (MissingException missing)
            {
                answer.Raw("{\"missing\":").Strings(missing.Found).Raw('}');
            }
            catch (UnfitException unfit)
            {
                answer.Raw("{\"unfit\":{\"member\":").Quote(unfit.Member);
                answer.Raw(",\"found\":").Strings(unfit.Found).Raw("}}");
            }
            catch (Exception error)
            {
                Thrown.Recover(error);
                answer.Raw("{\"loadError\":");
                Thrown.Write(error, answer);
                answer.Raw('}');
            }
            Say(nonce, answer);
            return null;
        }

        /// <summary>The next command, or null at the end.</summary>
        static JsonReader Next()
        {
            var length = 0;
            // One command at a time is ever under way: a line's end is the end of what is there.
            while (length == 0 || buffer[length - 1] != '\n')
            {
                if (length == buffer.Length) Array.Resize(ref buffer, 2 * length);
                var count = commands.Read(buffer, length, buffer.Length - length);
                if (count <= 0) return null;
                length += count;
            }
            return new JsonReader(Encoding.UTF8.GetString(buffer, 0, length - 1));
        }

        static void Say(string nonce, JsonWriter answer)
        {
            Flush(Console.Out);
            Flush(Console.Error);
            foreach (var writer in writers) Flush(writer);
            Write(printed, "\u001e" + nonce + "\n");
            Write(answers, nonce + " " + answer + "\n");
        }

        /// <summary>Of the learner's own, perhaps: what it holds may be lost.</summary>
        static void Flush(TextWriter writer)
        {
            try
            {
                writer.Flush();
            }
            catch (Exception error)
            {
                Thrown.Recover(error);
            }
        }

        static void Write(Stream stream, string text)
        {
            var bytes = Encoding.ASCII.GetBytes(text);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
        }

        static Stream Open(string path, FileAccess access) =>
            new FileStream(path, FileMode.Open, access, FileShare.ReadWrite, 1);
    }
}
