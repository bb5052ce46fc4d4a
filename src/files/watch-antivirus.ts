import type { Antivirus, AntivirusState } from './antivirus.js'

const LOOK_EVERY_MS = 10_000

/** How the antivirus was lately: nobody waits for its answer. */
export function watchAntivirus(antivirus: Antivirus): {
  read: () => AntivirusState
  stop: () => void
} {
  let latest: AntivirusState = { ok: false, detail: 'has not answered yet' }
  const look = async () => {
    latest = await antivirus.describe()
  }
  const watch = setInterval(() => void look(), LOOK_EVERY_MS)
  watch.unref()
  void look()
  return { read: () => latest, stop: () => clearInterval(watch) }
}
