import { describe, expect, it } from 'vitest'
import { readPhoneNumber } from '../../src/domain/phone.js'

describe('a phone number', () => {
  it.each([
    ['+493012345678', '+493012345678'],
    ['+49 (0)30 12345678', '+493012345678'],
    ['+49 (0)30', undefined],
    ['+49 30 / 123-456.78', '+493012345678'],
    ['0049 30 12345678', '+493012345678'],
    ['+1 (212) 555‑0100', '+12125550100'],
    ['030 12345678', undefined],
    ['+0301234567', undefined],
    ['+49', undefined],
    ['+4930123456789012', undefined],
    ['call me', undefined],
    ['', undefined],
    [null, undefined],
  ])('written as %s is %s', (written, number) => {
    expect(readPhoneNumber(written)).toBe(number)
  })
})
