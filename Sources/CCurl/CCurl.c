#define CURL_DISABLE_TYPECHECK
#include "CCurl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#define FUNCTIONS(take) \
    take(curl_global_init) take(curl_version) take(curl_easy_init) take(curl_easy_cleanup) take(curl_easy_strerror) \
    take(curl_easy_setopt) take(curl_easy_getinfo) take(curl_slist_append) take(curl_slist_free_all) take(curl_multi_init) \
    take(curl_multi_cleanup) take(curl_multi_wakeup) take(curl_multi_add_handle) take(curl_multi_remove_handle) \
    take(curl_multi_perform) take(curl_multi_poll) take(curl_multi_info_read) take(curl_multi_setopt)

#define DECLARED(name) __typeof__(&name) name##_;
static struct { FUNCTIONS(DECLARED) } library;

static const char *trouble;

// Of a name that stays as long as the interface does.
static void load(void) {
    void *handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) { trouble = "libcurl.so.4 cannot be loaded"; return; }
#define FOUND(name) \
    if ((library.name##_ = (__typeof__(&name))dlsym(handle, #name)) == NULL) { trouble = "libcurl lacks " #name; return; }
    FUNCTIONS(FOUND)
}

static int is_loaded(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return trouble == NULL;
}

CURLcode ccurl_global_init(void) { return is_loaded() ? library.curl_global_init_(CURL_GLOBAL_DEFAULT) : CURLE_FAILED_INIT; }
const char *ccurl_trouble(void) { return trouble; }
const char *ccurl_version(void) { return is_loaded() ? library.curl_version_() : NULL; }

CURL *ccurl_easy_init(void) { return is_loaded() ? library.curl_easy_init_() : NULL; }
void ccurl_easy_cleanup(CURL *handle) { library.curl_easy_cleanup_(handle); }
const char *ccurl_easy_strerror(CURLcode code) { return is_loaded() ? library.curl_easy_strerror_(code) : "libcurl cannot be loaded"; }

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) { return is_loaded() ? library.curl_slist_append_(list, text) : NULL; }
void ccurl_slist_free_all(struct curl_slist *list) { if (list != NULL) library.curl_slist_free_all_(list); }

CURLM *ccurl_multi_init(void) { return is_loaded() ? library.curl_multi_init_() : NULL; }
CURLMcode ccurl_multi_cleanup(CURLM *handle) { return library.curl_multi_cleanup_(handle); }
CURLMcode ccurl_multi_wakeup(CURLM *handle) { return library.curl_multi_wakeup_(handle); }
CURLMcode ccurl_multi_add_handle(CURLM *handle, CURL *easy) { return library.curl_multi_add_handle_(handle, easy); }
CURLMcode ccurl_multi_remove_handle(CURLM *handle, CURL *easy) { return library.curl_multi_remove_handle_(handle, easy); }
CURLMcode ccurl_multi_perform(CURLM *handle, int *running) { return library.curl_multi_perform_(handle, running); }
CURLMcode ccurl_multi_poll(CURLM *handle, int milliseconds) { return library.curl_multi_poll_(handle, NULL, 0, milliseconds, NULL); }
CURLMsg *ccurl_multi_info_read(CURLM *handle, int *left) { return library.curl_multi_info_read_(handle, left); }

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) { return library.curl_easy_setopt_(handle, option, value); }
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) { return library.curl_easy_setopt_(handle, option, value); }
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value) { return library.curl_easy_setopt_(handle, option, value); }
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value) { return library.curl_easy_setopt_(handle, option, value); }
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return library.curl_easy_setopt_(handle, option, value);
}
CURLcode ccurl_set_sink(CURL *handle, CURLoption option, ccurl_sink value) { return library.curl_easy_setopt_(handle, option, value); }
CURLcode ccurl_set_gate(CURL *handle, CURLoption option, ccurl_gate value) { return library.curl_easy_setopt_(handle, option, value); }
CURLMcode ccurl_multi_set_long(CURLM *handle, CURLMoption option, long value) { return library.curl_multi_setopt_(handle, option, value); }

CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }

long ccurl_response_code(CURL *handle) {
    long code = 0;
    return library.curl_easy_getinfo_(handle, CURLINFO_RESPONSE_CODE, &code) == CURLE_OK ? code : 0;
}
