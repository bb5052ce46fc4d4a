import { settings } from '../../../contracts/settings.js'
import { readSettings } from '../../../read/settings/find.js'
import { defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function readSettingsRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'readSettings',
      method: 'get',
      path: '/admin/settings',
      tags: ['Admin'],
      summary: "The organization's settings",
      responses: { 200: json(settings, 'All of them'), ...problems(403) },
    }),
    async (c) => c.json(await readSettings(c.get('db')), 200),
  )
}
