export { loadPipelineDemo } from './load-pipeline-demo.action.ts'
