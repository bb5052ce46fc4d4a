import { describe, expect, it } from 'vitest'
import { refuseBulk } from '../src/http/middleware/json-size.js'

const repeat = (text: string, times: number) => Array.from({ length: times }, () => text).join(',')
const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const inLists = (value: string, lists: number) => `[${repeat(`[${repeat(value, 1_000)}]`, lists)}]`

describe('a text of JSON', () => {
  it.each([
    ['many lists, none of which is long', inLists('0', 21)],
    ['many members', `{${repeat('"a":0', 21_000)}}`],
    ['many empty objects', `[${repeat('{}', 20_000)}]`],
    ['texts that end in a quote', inLists('"\\\\\\""', 21)],
  ])('of %s is refused before it is parsed', (_what, text) => {
    expect(() => refuseBulk(text)).toThrow(/values/)
  })
  it('is refused for its depth, whether it is JSON or not', () => {
    expect(() => refuseBulk(nest(33))).toThrow(/nested/)
    expect(() => refuseBulk('{"a":'.repeat(33))).toThrow(/nested/)
  })
  it.each([
    ['as deep as may be', nest(32)],
    ['with as many values as may be', inLists('0', 19)],
    ['whose brackets and commas are words', JSON.stringify({ a: '[{,\\"'.repeat(50_000) })],
    ['that never ends a string', `"${'['.repeat(50)}`],
    ['that ends in the middle of an escape', `"${'\\'}`],
    ['with nothing', ''],
  ])('%s is for the parser to judge', (_what, text) => {
    expect(() => refuseBulk(text)).not.toThrow()
  })
})
