export { loadDemo } from './load-demo.action.ts'
export { loadPipelineDemo } from './load-pipeline-demo.action.ts'
