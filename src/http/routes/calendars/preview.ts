import { duePreview, previewQuery } from '../../../contracts/calendars.js'
import { required } from '../../../domain/assert.js'
import { refuse } from '../../../domain/errors.js'
import { openCalendar } from '../../../domain/sla/business-time.js'
import { previewDue } from '../../../domain/sla/preview.js'
import { lengthMs } from '../../../domain/time.js'
import { findPresentVersion } from '../../../read/calendars/find-version.js'
import { calendars } from '../../../write/calendars/resource.js'
import { defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { ADMINS, readId, TAGS } from '../resources/kit.js'

const MOST_STEPS = 366
const END_OF_TIME_MS = Date.UTC(10_000, 0)

export function previewCalendarRoute({ app, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, ADMINS, {
      operationId: 'previewCalendar',
      method: 'get',
      path: '/admin/calendars/{id}/preview',
      tags: TAGS,
      summary: 'When something would be due by a calendar, and when the time until then passes',
      request: { params: idParam, query: previewQuery },
      responses: { 200: json(duePreview, 'What it means'), ...problems(403, 404) },
    }),
    async (c) => {
      const id = readId(c.req.valid('param'), calendars)
      const { from, duration } = c.req.valid('query')
      const time = openCalendar(await findPresentVersion(c.get('db'), id))
      const targetMs = required(lengthMs(duration), 'length')
      const { dueMs, steps, isCut } = previewDue(time, Date.parse(from), targetMs, MOST_STEPS)
      if (dueMs >= END_OF_TIME_MS) {
        refuse('validation_failed', 'By this calendar it would be due behind the year 9999.', {
          duration: ['is too long'],
        })
      }
      const shown = steps.map(({ fromMs, toMs }) => ({ from: show(fromMs), to: show(toMs) }))
      return c.json({ dueAt: show(dueMs), steps: shown, stepsTruncated: isCut }, 200)
    },
  )
}

function show(ms: number): string {
  return new Date(ms).toISOString()
}
