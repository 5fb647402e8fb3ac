#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

// libcurl for Swift, loaded when it is first needed: it and the two dozen libraries behind it are more than all else a command loads, and
// most commands ask nobody. Each function is libcurl's of the same name.
//
// Swift imports no variadic functions. One function per C type: libcurl reads the argument as exactly that type,
// and passing an int where it reads a long is undefined.

typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);
typedef int (*ccurl_gate)(void *context, char *remote_ip, char *local_ip, int remote_port, int local_port);

// CURLE_FAILED_INIT where there is none, or one that lacks a function of these; `ccurl_trouble` says what.
CURLcode ccurl_global_init(void);
const char *ccurl_trouble(void);

// NULL where libcurl cannot be loaded.
const char *ccurl_version(void);

CURL *ccurl_easy_init(void);
void ccurl_easy_cleanup(CURL *handle);
const char *ccurl_easy_strerror(CURLcode code);
struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text);
void ccurl_slist_free_all(struct curl_slist *list);

CURLM *ccurl_multi_init(void);
CURLMcode ccurl_multi_cleanup(CURLM *handle);
CURLMcode ccurl_multi_wakeup(CURLM *handle);
CURLMcode ccurl_multi_add_handle(CURLM *handle, CURL *easy);
CURLMcode ccurl_multi_remove_handle(CURLM *handle, CURL *easy);
CURLMcode ccurl_multi_perform(CURLM *handle, int *running);
CURLMcode ccurl_multi_poll(CURLM *handle, int milliseconds);
CURLMsg *ccurl_multi_info_read(CURLM *handle, int *left);

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_sink(CURL *handle, CURLoption option, ccurl_sink value);
CURLcode ccurl_set_gate(CURL *handle, CURLoption option, ccurl_gate value);
CURLMcode ccurl_multi_set_long(CURLM *handle, CURLMoption option, long value);

// The result sits in a C union, which is copied out here.
CURLcode ccurl_message_result(const CURLMsg *message);

// What the server said last, 0 when it said nothing.
long ccurl_response_code(CURL *handle);

#endif
