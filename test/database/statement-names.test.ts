import { expect, it } from 'vitest'
import { createStatementNames } from '../../src/database/statement-names.js'

it('gives a text the same name each time, and each text its own', () => {
  const names = createStatementNames()
  expect(names.give('SELECT 1')).toBe(names.give('SELECT 1'))
  expect(names.give('SELECT 1')).not.toBe(names.give('SELECT 2'))
  expect(names.giveIfRoom('SELECT 1')).toBe(names.give('SELECT 1'))
})

it('gives names to so many texts that are put together, and keeps them', () => {
  const names = createStatementNames(2)
  const first = names.giveIfRoom('SELECT 1')
  names.giveIfRoom('SELECT 2')
  expect(names.giveIfRoom('SELECT 3')).toBeUndefined()
  expect(names.giveIfRoom('SELECT 1')).toBe(first)
  expect(names.give('SELECT 3')).toEqual(expect.any(String))
})
