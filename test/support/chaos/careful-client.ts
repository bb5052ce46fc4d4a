import { expect } from 'vitest'
import type { Product } from '../product.js'

/** Gives what was answered in the end, which must not be a refusal. */
export type CarefulClient = (
  who: string,
  method: string,
  path: string,
  body?: unknown,
) => Promise<Record<string, any>>

/** A client that asks again under the same key until it is answered; `name` tells its keys from others'. */
export function createCarefulClient(product: Product, name: string): CarefulClient {
  let n = 0
  return async (who, method, path, given) => {
    n += 1
    const body = method === 'GET' ? undefined : (given ?? {})
    const reply = await product.persist(who, method, path, body, `${name}-${n}`)
    expect(reply.status, `${name} ${path} ${JSON.stringify(reply.body)}`).toBeLessThan(300)
    return reply.body
  }
}
