import { fileMailInRoute } from './file.js'
import { listMailsInRoute } from './list.js'
import { readMailInRoute } from './read.js'
import { readRawMailInRoute } from './read-raw.js'
import { rejectMailInRoute } from './reject.js'

export const MAIL_IN_ROUTES = [
  listMailsInRoute,
  readMailInRoute,
  fileMailInRoute,
  rejectMailInRoute,
  readRawMailInRoute,
]
