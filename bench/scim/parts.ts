export { CaptureRecord } from '../../src/main/scim/capture/record'
export { startCaptureServer } from '../../src/main/scim/capture/server'
