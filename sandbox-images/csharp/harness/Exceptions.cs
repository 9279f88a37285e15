using System;
using System.Collections.Generic;

namespace Assay.Harness
{
    /// <summary>The file has no class of the name that is wanted; it has these.</summary>
    sealed class MissingException : Exception
    {
        public readonly List<string> Found;

        public MissingException(List<string> found)
        {
            Found = found;
        }
    }

    /// <summary>The class has no such method, or "constructor", as is wanted; it has these.</summary>
    sealed class UnfitException : Exception
    {
        public readonly string Member;
        public readonly List<string> Found;

        public UnfitException(string member, List<string> found)
        {
            Member = member;
            Found = found;
        }
    }

    /// <summary>A result that is no value of any type; the message tells what it is.</summary>
    sealed class OtherException : Exception
    {
        public OtherException(string text) : base(text)
        {
        }
    }
}
