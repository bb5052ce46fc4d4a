import { settings, settingsPatch } from '../../contracts/settings.js'
import { readSettings } from '../../read/settings/find.js'
import { updateSettings } from '../../write/settings/edit.js'
import { keyed } from '../idempotency.js'
import { body, json, operation, problems } from '../route.js'
import type { RouteKit } from './kit.js'

export function addSettingsRoutes({ app, deps, guard }: RouteKit): void {
  app.openapi(
    operation(guard, ['admin'], {
      method: 'get',
      path: '/admin/settings',
      tags: ['Admin'],
      summary: "The organization's settings",
      responses: { 200: json(settings, 'All of them'), ...problems(401, 403) },
    }),
    async (c) => c.json(await readSettings(c.get('db')), 200),
  )
  app.openapi(
    operation(guard, ['admin'], {
      method: 'patch',
      path: '/admin/settings',
      tags: ['Admin'],
      summary: 'Change settings; timers that run keep their instants',
      request: body(settingsPatch),
      responses: { 200: json(settings, 'All of them'), ...problems(400, 401, 403, 409, 413, 415) },
    }),
    keyed(async (c) => {
      const patch = settingsPatch.parse(await c.req.json())
      const userId = c.get('caller').person.id
      const after = await updateSettings(c.get('db'), userId, patch, c.get('origin'))
      deps.notifyCommitted()
      return c.json(after, 200)
    }),
  )
}
