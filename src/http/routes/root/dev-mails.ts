import { z } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { validator } from 'hono/validator'
import { pageQuery } from '../../../contracts/common.js'
import { DomainError, refuseMissing } from '../../../domain/errors.js'
import { listDevMails } from '../../../read/mails/list.js'
import type { AppEnv } from '../../env.js'
import { describeInvalid } from '../../validation.js'
import type { RootKit } from './kit.js'

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/
const mailQuery = z.strictObject({ to: z.string().max(320).optional(), ...pageQuery })

/** In development alone: what was mailed, to whoever sits at the machine. */
export function devMailsRoute({ app, deps }: RootKit): void {
  if (!deps.settings.development) return
  app.get(
    '/dev/mails',
    loopbackOnly,
    validator('query', (value) => {
      const query = mailQuery.safeParse(value)
      if (!query.success) throw new DomainError(describeInvalid(query.error))
      return query.data
    }),
    async (c) => c.json(await listDevMails(deps.db, c.req.valid('query'))),
  )
}

const loopbackOnly = createMiddleware<AppEnv>(async (c, next) => {
  const { ip } = c.get('origin')
  if (ip !== null && !LOOPBACK.test(ip)) refuseMissing('page')
  await next()
})
