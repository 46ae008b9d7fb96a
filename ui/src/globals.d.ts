declare const __WINDOW_ONLY__: boolean;
