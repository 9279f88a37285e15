import type { Language } from '../../manifest/language-names.ts';

/**
 * What a signature cannot use as a name, by language. Sources: Python 3.11 reference 2.3.1 (and
 * the soft keywords' absence); ECMAScript 2024 12.7.2, strict mode; JLS 17 3.9; C# 7 language
 * reference, reserved keywords. C# and Java reserve names of types as well, for they stand in code.
 */
const WORDS: Partial<Readonly<Record<Language, string>>> = {
  python:
    'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield self',
  javascript:
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield',
  java: 'abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float for goto if implements import instanceof int interface long native new package private protected public return short static strictfp super switch synchronized this throw throws transient try void volatile while true false null',
  csharp:
    'abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while',
};

/** Members that every object has already: a method or a field of this name clashes with them. */
const MEMBERS: Partial<Readonly<Record<Language, string>>> = {
  javascript: 'constructor',
  java: 'clone equals finalize getClass hashCode notify notifyAll toString wait',
  csharp: 'Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString',
};

/** Types that starters and harnesses name: a class of the same name would hide them. */
const TYPES: Partial<Readonly<Record<Language, string>>> = {
  python: 'Any Dict List Optional Tuple Union',
  javascript: 'Array Error JSON Map Math Number Promise Set',
  java: 'Arrays Boolean Double Exception Integer List Long Map Math Record System Throwable',
  csharp: 'Array Console Convert Dictionary Enumerable Exception IList List Math Type',
};

const setsOf = (lists: typeof WORDS): Partial<Record<Language, ReadonlySet<string>>> =>
  Object.fromEntries(
    Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]),
  );

/** By language; a language without an entry reserves nothing. */
export const RESERVED_WORDS = setsOf(WORDS);
export const OBJECT_MEMBERS = setsOf(MEMBERS);
export const USED_TYPES = setsOf(TYPES);
