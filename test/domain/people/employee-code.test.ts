import { expect, it } from 'vitest'
import { EMPLOYEE_CODES, formatEmployeeCode } from '../../../src/domain/people/employee-code.js'

it('a code has as many digits whatever its number', () => {
  expect([0, EMPLOYEE_CODES - 1].map(formatEmployeeCode)).toEqual(['R00000000', 'R99999999'])
})
