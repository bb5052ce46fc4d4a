import type { Antivirus } from './antivirus.js'
import { type ClamdSettings, createClamd } from './clamd.js'
import { eicarCheck } from './eicar-check.js'

export function openAntivirus(clamd: ClamdSettings | undefined): Antivirus {
  return clamd === undefined ? eicarCheck : createClamd(clamd)
}
