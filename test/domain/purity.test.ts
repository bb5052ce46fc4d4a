import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const IMPURE = /Date\.now|new Date\(\)|Math\.random|process\.|crypto|setTimeout|fetch\(/

describe('the domain', () => {
  const files = readdirSync('src/domain', { recursive: true, encoding: 'utf8' })
  it.each(files.filter((file) => file.endsWith('.ts')))(
    '%s reads no clock, no chance, no environment, and imports only the domain',
    (file) => {
      const code = readFileSync(join('src/domain', file), 'utf8')
      expect(code).not.toMatch(IMPURE)
      for (const [, from = ''] of code.matchAll(/from '([^']+)'/g)) {
        const imported = join('src/domain', file, '..', from)
        expect(imported).toMatch(/^src\/domain\//)
        expect(from).toMatch(/^\.\.?\//)
      }
    },
  )
})
