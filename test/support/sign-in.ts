import { DEMO_PASSWORD } from '../../prisma/demo.js'
import type { World } from './world.js'

export interface Try {
  password?: string
  from?: string | undefined
  organization?: string
}

/** Tries to sign in, from any address: the world must trust a proxy. */
export function createSignIn(world: World) {
  const signIn = (
    login: string,
    { password = DEMO_PASSWORD, from = '192.0.2.1', ...more }: Try = {},
  ) => {
    const body = { login, password, ...more }
    return world.call(null, 'POST', '/auth/login', body, { 'X-Forwarded-For': from })
  }
  return {
    signIn,
    fail: (login: string, from?: string) => signIn(login, { password: 'wrong', from }),
  }
}
