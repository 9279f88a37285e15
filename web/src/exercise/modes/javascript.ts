import { javascript } from '@codemirror/lang-javascript';

export const mode = javascript();
