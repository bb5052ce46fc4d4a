import { enrollTotp } from '../../../auth/totp.js'
import { totpEnrolment } from '../../../contracts/auth.js'
import { emptyBody } from '../../../contracts/common.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function enrollTotpRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'enrollTotp',
      method: 'post',
      path: '/auth/totp/enroll',
      tags: ['Sign-in'],
      summary: 'A secret for my authenticator',
      description:
        'It counts for nothing before it is confirmed; asking again replaces one that was not. Where one is on already: 409 `invalid_transition`.',
      request: body(emptyBody, false),
      responses: { 200: json(totpEnrolment, 'Shown this once') },
    }),
    async (c) => {
      const { organizationId, person } = c.get('caller')
      c.set('answersSecret', true)
      return c.json(await enrollTotp(deps, { organizationId, id: person.id }), 200)
    },
  )
}
