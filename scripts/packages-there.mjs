import { existsSync, readFileSync } from 'node:fs'

/**
 * Whether npm has installed what a lock file names, by the list that it leaves in `node_modules` when it is done: whoever ran
 * `npm ci` need not wait for it again. What is for other systems alone may be missing.
 */
export function arePackagesThere(lockFile, listFile) {
  if (!existsSync(listFile)) return false
  const [wanted, there] = [lockFile, listFile].map(
    (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {},
  )
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    if (path === '') return true // the project itself
    const one = there[path]
    if (one === undefined) return optional === true
    return one.version === version && one.integrity === integrity
  })
}
