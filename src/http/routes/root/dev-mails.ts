import { z } from '@hono/zod-openapi'
import { accepts } from 'hono/accepts'
import { validator } from 'hono/validator'
import { pageQuery } from '../../../contracts/common.js'
import { describeInvalid } from '../../../contracts/describe-invalid.js'
import { isUuid } from '../../../database/uuid.js'
import { DomainError, refuseMissing } from '../../../domain/errors.js'
import { findMailFile } from '../../../read/mails/find-file.js'
import { listDevMails } from '../../../read/mails/list.js'
import { attachmentDisposition } from '../../content-disposition.js'
import { localOnly } from '../../middleware/local-only.js'
import { MAILS_POLICY, renderMailsPage } from './dev-mails-page.js'
import type { RootKit } from './kit.js'

const JSON_TYPE = 'application/json'
const mailQuery = z.strictObject({ to: z.string().max(320).optional(), ...pageQuery })

/** In development alone: what was mailed, to whoever sits at the machine; a page for browsers. */
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
    async (c) => {
      const query = c.req.valid('query')
      const mails = await listDevMails(deps.db, query)
      c.header('Vary', 'Accept', { append: true })
      const type = accepts(c, {
        header: 'Accept',
        supports: [JSON_TYPE, 'text/html'],
        default: JSON_TYPE,
      })
      if (type === JSON_TYPE) return c.json(mails)
      c.header('Content-Security-Policy', MAILS_POLICY)
      return c.html(renderMailsPage(mails, query.to))
    },
  )
  app.get('/dev/mails/:id/:name', localOnly, async (c) => {
    const { id, name } = c.req.param()
    if (!isUuid(id)) return refuseMissing('mail')
    const { type, bytes } = await findMailFile(deps.db, id, name)
    c.header('Content-Type', type)
    c.header('Cross-Origin-Resource-Policy', 'cross-origin') // the frame of a mail has no origin
    if (!type.startsWith('image/')) c.header('Content-Disposition', attachmentDisposition(name))
    return c.body(bytes)
  })
}
