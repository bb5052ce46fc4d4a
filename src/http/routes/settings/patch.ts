import { settings, settingsPatch } from '../../../contracts/settings.js'
import { refuseTooOften } from '../../../domain/repeats.js'
import { changeProvisioning } from '../../../write/settings/change-provisioning.js'
import { updateSettings } from '../../../write/settings/edit.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function patchSettingsRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'patchSettings',
      method: 'patch',
      path: '/admin/settings',
      tags: ['Admin'],
      summary: 'Change settings; timers that run keep their instants',
      request: body(settingsPatch),
      responses: {
        200: json(settings, 'All of them'),
        ...problems(403, 404),
      },
    }),
    async (c) => {
      const { person, organizationId } = c.get('caller')
      refuseTooOften(c.req.valid('json'), deps.settings.shortestRepeat)
      const patch = c.req.valid('json')
      const origin = c.get('origin')
      const author = {
        organizationId,
        actor: { kind: 'user', id: person.id },
        origin,
        workId: c.get('workId'),
      } as const
      const after =
        patch.provisioning === undefined
          ? await updateSettings(c.get('db'), person.id, patch, origin)
          : await changeProvisioning(deps.db, author, person.id, patch)
      deps.sessions.forget({ organizationId })
      deps.notifyCommitted()
      return c.json(after, 200)
    },
  )
}
