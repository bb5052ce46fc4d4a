import { afterAll, beforeAll } from 'vitest'
import { Product } from '../product.js'
import { prepareLifecycles } from './lifecycle.js'

/** A product of the test file's own, and its departments by their code, once its tests begin. */
export async function useProduct(env: Record<string, string> = {}) {
  const product = await Product.prepare(env)
  const departments: Record<string, string> = {}
  beforeAll(async () => {
    await product.start()
    Object.assign(departments, await prepareLifecycles(product))
  })
  afterAll(() => product.remove())
  return { product, departments }
}
