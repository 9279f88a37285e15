import type { Report } from '../../catalogue/case-format.ts';
import { LANGUAGE_TITLES, type Language } from '../../manifest/language-names.ts';
import type { YamlPath } from '../../manifest/yaml-source.ts';
import { callableName, fieldName, parameterName, pascalCase } from './names.ts';
import { OBJECT_MEMBERS, RESERVED_WORDS, USED_TYPES } from './reserved-names.ts';
import type { FunctionSpec } from './types.ts';

type Role = 'type' | 'callable' | 'parameter' | 'field';

/** A name of the manifest, and where it stands. */
interface Named {
  readonly name: string;
  readonly role: Role;
  readonly path: YamlPath;
}

/** Names that live side by side and so must differ; `owner`: the type whose members they are. */
interface Scope {
  readonly owner: string | null;
  readonly names: readonly Named[];
}

const AS_WRITTEN: Readonly<Record<Role, (name: string, language: Language) => string>> = {
  type: (name) => name,
  callable: callableName,
  parameter: parameterName,
  field: fieldName,
};

/** Reports each name of a signature that some language of the exercise cannot have. */
export function checkNames(
  spec: FunctionSpec,
  languages: readonly Language[],
  report: Report,
): void {
  for (const scope of scopesOf(spec)) {
    for (const named of scope.names) {
      const problem = languages
        .map((language) => clash(named, scope, language))
        .find((found) => found !== null);
      if (problem !== undefined) report(named.path, problem, 'Choose another name.');
    }
  }
}

function clash(named: Named, { owner, names }: Scope, language: Language): string | null {
  const written = writtenAs(named, language);
  const title = LANGUAGE_TITLES[language];
  if (RESERVED_WORDS[language]?.has(written) === true) {
    return `"${written}" is a reserved word of ${title}.`;
  }
  if (named.role === 'type') {
    const isUsed = USED_TYPES[language]?.has(written) === true;
    return isUsed ? `"${written}" is a type of ${title} that starters use.` : null;
  }
  if (named.role !== 'parameter' && OBJECT_MEMBERS[language]?.has(written) === true) {
    return `Every object of ${title} has a member "${written}" already.`;
  }
  // C#: CS0542, member names cannot be the same as their enclosing type.
  if (language === 'csharp' && written === owner) {
    return `In C#, "${written}" cannot be a member of the type "${owner}".`;
  }
  const first = names.find((other) => writtenAs(other, language) === written);
  return first === named || first === undefined
    ? null
    : `"${named.name}" and "${first.name}" are both "${written}" in ${title}.`;
}

const writtenAs = ({ name, role }: Named, language: Language): string =>
  AS_WRITTEN[role](name, language);

function scopesOf(spec: FunctionSpec): Scope[] {
  const section = spec.form;
  const records = spec.types.map(({ name, fields }): Scope => ({
    owner: name,
    names: fields.map((field) => ({
      ...{ name: field.name, role: 'field', path: [section, 'types', name, field.name] },
    })),
  }));
  const types: Named[] = spec.types.map(({ name }) => ({
    ...{ name, role: 'type', path: [section, 'types', name] },
  }));
  const parameters = (list: readonly { name: string }[], path: YamlPath): Scope => ({
    owner: null,
    names: list.map(({ name }, index) => ({
      ...{ name, role: 'parameter', path: [...path, index, 'name'] },
    })),
  });
  if (spec.form === 'function') {
    const own: Named = { name: spec.name, role: 'callable', path: [section, 'name'] };
    return [
      { owner: null, names: types },
      ...records,
      { owner: 'Solution', names: [own] },
      parameters(spec.parameters, [section, 'parameters']),
    ];
  }
  const own: Named = { name: spec.name, role: 'type', path: [section, 'name'] };
  const methods = spec.methods.map(({ name }, index): Named => ({
    ...{ name, role: 'callable', path: [section, 'methods', index, 'name'] },
  }));
  return [
    { owner: null, names: [own, ...types] },
    ...records,
    { owner: pascalCase(spec.name), names: methods },
    parameters(spec.constructorParameters, [section, 'constructor', 'parameters']),
    ...spec.methods.map((method, index) =>
      parameters(method.parameters, [section, 'methods', index, 'parameters']),
    ),
  ];
}
