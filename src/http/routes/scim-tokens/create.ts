import { newScimSecret } from '../../../auth/scim-tokens.js'
import { createdScimToken, newScimToken } from '../../../contracts/scim-tokens.js'
import { after } from '../../../domain/time.js'
import { createScimToken } from '../../../write/scim-tokens/create.js'
import { currentInstant } from '../../env.js'
import { refusePastEnd } from '../../refuse-past-end.js'
import { body, defineRoute, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'

/** Whoever has made one may be gone long before anybody thinks of it again. */
const USUAL_LIFE = 'P365D'

export function createScimTokenRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ['admin'], {
      operationId: 'createScimToken',
      method: 'post',
      path: '/admin/scim_tokens',
      tags: ['Admin'],
      summary: 'Let a directory of people in by SCIM 2.0, at /scim/v2',
      request: body(newScimToken),
      responses: {
        201: json(createdScimToken, 'The token; asked for again by its key, it has a new secret'),
        ...problems(403),
      },
    }),
    async (c) => {
      const { name, expiresAt = after(currentInstant(deps), USUAL_LIFE) } = c.req.valid('json')
      refusePastEnd(deps.now(), 'token', expiresAt)
      const { token, hash } = newScimSecret()
      const made = await createScimToken(c.get('db'), {
        ...{ name, expiresAt },
        id: c.get('workId'),
        hash,
        userId: c.get('caller').person.id,
        origin: c.get('origin'),
      })
      c.set('answersSecret', true)
      deps.notifyCommitted()
      return c.json({ ...made, token }, 201)
    },
  )
}
