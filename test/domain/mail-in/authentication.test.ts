import { describe, expect, it } from 'vitest'
import { isForged, readAuthentication } from '../../../src/domain/mail-in/authentication.js'

describe('what the relay says', () => {
  it('is shown, and a mail that its domain disowns is forged', () => {
    const found = readAuthentication([
      'mx.example.org; spf=pass (ok; dmarc=fail) smtp.mailfrom=a; dkim=fail; dmarc=FAIL',
    ])
    expect(found).toEqual({ spf: 'pass', dkim: 'fail', dmarc: 'fail' })
    expect(isForged(found)).toBe(true)
    expect(isForged(readAuthentication(['mx; spf=fail']))).toBe(false)
    expect(readAuthentication(['mx; none'])).toBeNull()
    expect(readAuthentication([])).toBeNull()
    expect(isForged(null)).toBe(false)
    const each = ['mx 1; dkim=pass', 'MX; dmarc=fail', 'elsewhere; spf=pass', '']
    expect(readAuthentication(each)).toEqual({ spf: null, dkim: 'pass', dmarc: 'fail' })
  })
})
