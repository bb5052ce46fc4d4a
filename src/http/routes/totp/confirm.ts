import { confirmTotp } from '../../../auth/totp.js'
import { confirmTotpBody, recoveryCodes } from '../../../contracts/auth.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function confirmTotpRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'confirmTotp',
      method: 'post',
      path: '/auth/totp/confirm',
      tags: ['Sign-in'],
      summary: 'Turn my second factor on, by a code of it',
      description: 'From then on signing in takes `totp`; without it: 401 `totp_required`.',
      request: body(confirmTotpBody),
      responses: { 200: json(recoveryCodes, 'For when the authenticator is lost') },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      c.set('answersSecret', true)
      const { totp } = c.req.valid('json')
      const owner = { organizationId, id: person.id }
      const codes = await confirmTotp(deps, owner, totp, c.get('origin'))
      deps.notifyCommitted()
      return c.json({ recoveryCodes: codes }, 200)
    },
  )
}
