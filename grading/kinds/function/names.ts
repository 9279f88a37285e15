import type { Language } from '../../manifest/language-names.ts';

/** `maxDepthOf2d` to `max_depth_of_2d`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

export const pascalCase = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** A function's or method's name (camelCase in the manifest) as the language's learners write it. */
export function callableName(name: string, language: Language | null): string {
  if (language === 'python') return snakeCase(name);
  return language === 'csharp' ? pascalCase(name) : name;
}

/** A parameter's or a record field's name as code in the language has it. */
export const parameterName = (name: string, language: Language | null): string =>
  language === 'python' ? snakeCase(name) : name;

/** A field of a record: a property in C#. */
export const fieldName = (name: string, language: Language | null): string =>
  language === 'csharp' ? pascalCase(name) : parameterName(name, language);
