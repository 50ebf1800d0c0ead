// Estimates how hard passwords are to guess, in a thread of its own: its dictionaries take a hundred megabytes, which go
// with the thread, and a long password takes a moment in which nobody else is to wait. Plain JavaScript, as a thread
// begins with what Node itself can read.
import { parentPort } from 'node:worker_threads'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { dictionary as spanish } from '@zxcvbn-ts/language-es-es'

/** What comes behind is not looked at: it makes a password longer, never weaker, and repetitions take long. */
const maxLength = 24

const estimator = new ZxcvbnFactory({
  dictionary: { ...common, ...english, ...spanish },
  graphs: adjacencyGraphs,
  maxLength,
})

parentPort?.on('message', ({ id, password, about }) => {
  const { score, feedback } = estimator.check(password, about)
  parentPort?.postMessage({ id, score, warning: feedback.warning })
})
