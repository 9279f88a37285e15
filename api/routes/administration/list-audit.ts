import { AUDIT_ACTIONS } from '../../../grading/account/audit-action.ts';
import type { AuditEntryResource, Page } from '../../../grading/resource/resources.ts';
import { auditEntrySchema } from '../../../grading/resource/user-schemas.ts';
import { type AuditFilter, listAudit } from '../../../platform/database/audit.ts';
import type { AuditEntry } from '../../../platform/database/generated/client.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';

const name = { type: 'string', minLength: 1, maxLength: 80 } as const;

/** Only recordDeed writes them: the casts say what it takes. */
const toAuditEntry = ({ createdAt, action, detail, ...entry }: AuditEntry): AuditEntryResource => ({
  ...entry,
  action: action as AuditEntryResource['action'],
  detail: detail as AuditEntryResource['detail'],
  createdAt: createdAt.toISOString(),
});

export const listAuditRoute = defineRoute<{
  auth: 'admin';
  query: PageQuery & AuditFilter;
  answer: Page<AuditEntryResource>;
}>({
  method: 'get',
  path: '/admin/audit',
  operationId: 'listAudit',
  tag: 'Administration',
  summary: 'Who did what to whom, newest first',
  description:
    'Roles, accounts and passwords; exercises published, shown and hidden; rejudges. Each entry was written with the deed itself.',
  auth: 'admin',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      action: { type: 'string', enum: AUDIT_ACTIONS },
      actor: { ...name, description: 'Part of the name of who did it.' },
      subject: { ...name, description: 'Part of the name of whom, or what, it was done to.' },
      ...PAGE_PARAMETERS,
    },
  },
  replies: { 200: { description: 'A page of entries.', schema: pageSchema(auditEntrySchema) } },
  errors: [],
  handle: async ({ query, services }) => {
    const { limit, page } = readPage(query);
    const rows = await listAudit(services.database, query, page);
    return { status: 200, body: toPage(rows, limit, toAuditEntry, ({ id }) => encodeCursor(id)) };
  },
});
