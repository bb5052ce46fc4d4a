import { newSecret } from '../../../auth/tokens.js'
import { emptyBody } from '../../../contracts/common.js'
import { calendarToken } from '../../../contracts/work-orders.js'
import { setFeedToken } from '../../../write/technicians/feed-token.js'
import { BASE } from '../../base.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor } from '../resources/kit.js'
import { readOwnTechnician, TAGS } from './kit.js'

const PATH = '/technicians/{id}/calendar_token'

export function createCalendarTokenRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'createCalendarToken',
      method: 'post',
      path: PATH,
      tags: TAGS,
      summary: 'Let calendars read a technician’s jobs',
      description:
        'For the technician, moderators and admins. The token is told once; the one before it opens nothing any more.',
      request: { params: idParam, ...body(emptyBody, false) },
      responses: { 201: json(calendarToken, 'The token, and where it is for'), ...problems(404) },
    }),
    async (c) => {
      const id = await readOwnTechnician(c, c.req.valid('param'))
      const { token, hash } = newSecret()
      await setFeedToken(deps.db, readAuthor(c), id, hash)
      deps.notifyCommitted()
      c.set('answersSecret', true)
      return c.json({ token, path: `${BASE}/technicians/${id}/calendar.ics?token=${token}` }, 201)
    },
  )
}

export function deleteCalendarTokenRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'deleteCalendarToken',
      method: 'delete',
      path: PATH,
      tags: TAGS,
      summary: 'Take a technician’s token back: it opens nothing from now on',
      request: { params: idParam },
      responses: { 204: { description: 'It is gone' }, ...problems(404) },
    }),
    async (c) => {
      const id = await readOwnTechnician(c, c.req.valid('param'))
      await setFeedToken(deps.db, readAuthor(c), id, null)
      deps.notifyCommitted()
      return c.body(null, 204)
    },
  )
}
