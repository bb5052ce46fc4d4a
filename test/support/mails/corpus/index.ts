import { ANSWERS } from './answers.js'
import { CHARSETS } from './charsets.js'
import { FILES } from './files.js'
import type { Awkward } from './kit.js'
import { MACHINES } from './machines.js'
import { PAGES } from './pages.js'
import { SHAPES } from './shapes.js'
import { STRANGERS } from './strangers.js'

export const CORPUS: readonly Awkward[] = [
  ...CHARSETS,
  ...SHAPES,
  ...PAGES,
  ...FILES,
  ...MACHINES,
  ...STRANGERS,
  ...ANSWERS,
]
