import { me, profilePatch, userPage, userQuery } from '../../contracts/people.js'
import { listUsers } from '../../read/users/list.js'
import { readMe } from '../../read/users/me.js'
import { updateProfile } from '../../write/users/edit-profile.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

export const STAFF = ['agent', 'moderator', 'manager', 'admin'] as const

export function addUserRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, 'signed_in', {
      method: 'get',
      path: '/users/me',
      tags: ['People'],
      summary: 'My profile',
      responses: { 200: json(me, 'The caller'), ...problems(401) },
    }),
    async (c) => c.json(await readMe(c.get('db'), c.get('caller').person.id), 200),
  )

  app.openapi(
    operation(guard, 'signed_in', {
      method: 'patch',
      path: '/users/me',
      tags: ['People'],
      summary: 'Change my profile',
      request: body(profilePatch),
      responses: { 200: json(me, 'The caller after it'), ...problems(400, 401, 409, 413, 415) },
    }),
    keyed(async (c) => {
      const userId = c.get('caller').person.id
      await updateProfile(
        c.get('db'),
        userId,
        profilePatch.parse(await c.req.json()),
        c.get('origin'),
      )
      deps.sessions.forget({ userId })
      return c.json(await readMe(c.get('db'), userId), 200)
    }),
  )

  app.openapi(
    operation(guard, STAFF, {
      method: 'get',
      path: '/users',
      tags: ['People'],
      summary: 'Colleagues who can be named in commands',
      request: { query: userQuery },
      responses: { 200: json(userPage, 'Active users'), ...problems(400, 401, 403) },
    }),
    async (c) => {
      const query = c.req.valid('query')
      return c.json(await listUsers(c.get('db'), query, query), 200)
    },
  )
}
