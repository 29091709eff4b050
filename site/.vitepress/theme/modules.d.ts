/** What VitePress makes of files that are no TypeScript. */
declare module "*.vue" {
  import type { Component } from "vue";
  const component: Component;
  export default component;
}

declare module "*.css";
