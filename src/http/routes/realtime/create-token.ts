import { giveRealtimeToken, REALTIME_TOKEN_SECONDS } from '../../../auth/realtime-tokens.js'
import { emptyBody } from '../../../contracts/common.js'
import { realtimeToken } from '../../../contracts/realtime/token.js'
import { body, defineRoute, json } from '../../route.js'
import type { RouteKit } from '../kit.js'

export function createRealtimeTokenRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'createRealtimeToken',
      method: 'post',
      path: '/realtime/token',
      tags: ['Realtime'],
      summary: 'A token that opens one socket, within half a minute',
      request: body(emptyBody, false),
      responses: { 200: json(realtimeToken, 'For `GET /realtime?token=…`') },
    }),
    async (c) => {
      const { organizationId, person, sessionId } = c.get('caller')
      const claims = { organizationId, userId: person.id, sessionId }
      c.set('answersSecret', true)
      const token = await giveRealtimeToken(deps.db, claims)
      return c.json({ token, expiresIn: REALTIME_TOKEN_SECONDS }, 200)
    },
  )
}
