import { python } from '@codemirror/lang-python';

export const mode = python();
