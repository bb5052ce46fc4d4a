/** What a program of its own does for us: the request is its argument, the answer its last line. */
export async function answer<Request, Answer>(
  work: (request: Request) => Promise<Answer>,
): Promise<void> {
  const request: Request = JSON.parse(process.argv[2] ?? '') // written by run.ts, beside this
  process.stdout.write(`${JSON.stringify(await work(request))}\n`)
}
