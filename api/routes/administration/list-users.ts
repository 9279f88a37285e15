import { ROLES, type Role } from '../../../grading/account/role.ts';
import type { AdministeredUserResource, Page } from '../../../grading/resource/resources.ts';
import { administeredUserSchema } from '../../../grading/resource/user-schemas.ts';
import { listUsers } from '../../../platform/database/users.ts';
import { encodeCursor } from '../../http/cursor.ts';
import { PAGE_PARAMETERS, pageSchema, readPage, toPage } from '../../http/page.ts';
import type { PageQuery } from '../../http/page.ts';
import { defineRoute } from '../../http/route.ts';
import { toAdministeredUser } from './administered-user.ts';

const USERNAME = /^[a-z0-9._-]{1,40}$/;

export const listUsersRoute = defineRoute<{
  auth: 'admin';
  query: PageQuery & { role?: Role; q?: string };
  answer: Page<AdministeredUserResource>;
}>({
  method: 'get',
  path: '/users',
  operationId: 'listUsers',
  tag: 'Administration',
  summary: 'All users, by username',
  auth: 'admin',
  query: {
    type: 'object',
    additionalProperties: false,
    properties: {
      role: { type: 'string', enum: ROLES },
      q: { type: 'string', maxLength: 80, description: 'Part of the username or the name.' },
      ...PAGE_PARAMETERS,
    },
  },
  replies: { 200: { description: 'A page of users.', schema: pageSchema(administeredUserSchema) } },
  errors: [],
  handle: async ({ query, services }) => {
    const { limit, page } = readPage(query, USERNAME);
    const rows = await listUsers(services.database, query, page);
    const cursorOf = ({ username }: { username: string }): string => encodeCursor(username);
    return { status: 200, body: toPage(rows, limit, toAdministeredUser, cursorOf) };
  },
});
