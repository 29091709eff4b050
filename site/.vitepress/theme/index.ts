import { h } from "vue";
import theme from "vitepress/theme-without-fonts";
import NotFound from "./NotFound.vue";
import "./style.css";

export default {
  extends: theme,
  Layout: () => h(theme.Layout, null, { "not-found": () => h(NotFound) }),
};
