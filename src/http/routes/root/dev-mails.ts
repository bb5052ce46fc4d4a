import { z } from '@hono/zod-openapi'
import { validator } from 'hono/validator'
import { pageQuery } from '../../../contracts/common.js'
import { DomainError } from '../../../domain/errors.js'
import { listDevMails } from '../../../read/mails/list.js'
import { localOnly } from '../../middleware/local-only.js'
import { describeInvalid } from '../../validation.js'
import type { RootKit } from './kit.js'

const mailQuery = z.strictObject({ to: z.string().max(320).optional(), ...pageQuery })

/** In development alone: what was mailed, to whoever sits at the machine. */
export function devMailsRoute({ app, deps }: RootKit): void {
  if (!deps.settings.showsDevMails) return
  app.get(
    '/dev/mails',
    localOnly,
    validator('query', (value) => {
      const query = mailQuery.safeParse(value)
      if (!query.success) throw new DomainError(describeInvalid(query.error))
      return query.data
    }),
    async (c) => c.json(await listDevMails(deps.db, c.req.valid('query'))),
  )
}
