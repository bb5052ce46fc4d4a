import { job, jobPatch } from '../../../contracts/work-orders.js'
import { stepJob } from '../../../write/work-orders/step-job.js'
import { currentInstant } from '../../env.js'
import { body, defineRoute, idParam, json, problems } from '../../route.js'
import type { RouteKit } from '../kit.js'
import { readAuthor, readId } from '../resources/kit.js'
import { TAGS } from './kit.js'

export function stepJobRoute({ app, deps, guard }: RouteKit): void {
  app.openapi(
    defineRoute(guard, 'signed_in', {
      operationId: 'updateJob',
      method: 'patch',
      path: '/jobs/{id}',
      tags: TAGS,
      summary: 'Say how far a job is, as its technician: one step after the other',
      request: { params: idParam, ...body(jobPatch) },
      responses: { 200: json(job, 'As it is now'), ...problems(404, 409) },
    }),
    async (c) => {
      const jobId = readId(c.req.valid('param'), { noun: 'job' })
      const who = { jobId, userId: c.get('caller').person.id, now: currentInstant(deps) }
      const after = await stepJob(deps.db, readAuthor(c), who, c.req.valid('json'))
      deps.notifyCommitted()
      return c.json(after, 200)
    },
  )
}
