import { runLimited } from './run-limited.js'

/** The ffmpeg that a setting names, or that is on the PATH; undefined where there is none that runs. */
export async function findFfmpeg(
  named: string | undefined,
  folder: string,
): Promise<string | undefined> {
  const command = named ?? 'ffmpeg'
  const limits = { seconds: 20, cpuSeconds: 20, memoryMb: 512, fileMb: 1 }
  const ended = await runLimited({ command, args: ['-version'], folder, limits })
  return ended.code === 0 && ended.output.startsWith('ffmpeg version') ? command : undefined
}
