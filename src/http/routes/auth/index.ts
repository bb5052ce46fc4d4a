import type { RouteKit } from '../kit.js'
import { finishOidcRoute } from '../oidc/callback.js'
import { redeemOidcRoute } from '../oidc/redeem.js'
import { startOidcRoute } from '../oidc/start.js'
import { endSessionRoute } from '../sessions/end.js'
import { listSessionsRoute } from '../sessions/list.js'
import { confirmTotpRoute } from '../totp/confirm.js'
import { enrollTotpRoute } from '../totp/enroll.js'
import { turnOffTotpRoute } from '../totp/turn-off.js'
import { changePasswordRoute } from './change-password.js'
import { forgotPasswordRoute } from './forgot-password.js'
import { loginRoute } from './login.js'
import { logoutRoute } from './logout.js'
import { refreshTokensRoute } from './refresh.js'
import { registerRoute } from './register.js'
import { resetPasswordRoute } from './reset-password.js'

/** Who gets in, by what, and for how long. */
export const SIGN_IN_ROUTES: readonly ((kit: RouteKit) => void)[] = [
  loginRoute,
  logoutRoute,
  refreshTokensRoute,
  registerRoute,
  changePasswordRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  enrollTotpRoute,
  confirmTotpRoute,
  turnOffTotpRoute,
  startOidcRoute,
  finishOidcRoute,
  redeemOidcRoute,
  endSessionRoute,
  listSessionsRoute,
]
