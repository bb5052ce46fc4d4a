import { refuse } from '../../../domain/errors.js'
import { SCIM_BASE } from '../../base.js'
import type { ScimKit } from './kit.js'

/** What RFC 7644 leaves to choice, and is not there. */
export function unsupportedRoutes({ app, guard }: ScimKit): void {
  for (const path of ['/Bulk', '/Me', '/.search']) {
    app.all(`${SCIM_BASE}${path}`, guard, () =>
      refuse('not_implemented', `${path} is not supported.`),
    )
  }
}
