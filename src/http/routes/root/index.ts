import { limitPublic } from '../../middleware/limit-public.js'
import { devMailsRoute } from './dev-mails.js'
import { docsRoute } from './docs.js'
import { healthzRoute } from './healthz.js'
import { jwksRoute } from './jwks.js'
import type { RootKit } from './kit.js'
import { metricsRoute } from './metrics.js'
import { readyzRoute } from './readyz.js'
import { welcomeRoute } from './welcome.js'

const ROUTES: readonly ((kit: RootKit) => void)[] = [
  welcomeRoute,
  healthzRoute,
  readyzRoute,
  metricsRoute,
  jwksRoute,
  docsRoute,
  devMailsRoute,
]

/** What orchestrators ask, and cheap to answer, is not limited. */
const LIMITED = ['/', '/docs', '/docs/*', '/.well-known/jwks.json']

/** What is not under the base: for orchestrators, operators and readers. */
export function addRootRoutes(kit: RootKit): void {
  for (const path of LIMITED) kit.app.use(path, limitPublic(kit.deps.budgets))
  for (const addRoute of ROUTES) addRoute(kit)
}
